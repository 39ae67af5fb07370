"""What is true of Kubernetes' objects, whoever looks at them: their parts, selectors, quantities, orders."""
