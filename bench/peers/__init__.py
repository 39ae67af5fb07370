"""Others at the same work: helm as a program, cdk8s and Kapitan."""
