"""What people wrote, as trees with places; and trees laid over each other, which is all that layers are."""

from generator.nodes.lookup import child, locate, plain, without
from generator.nodes.node import Branch, Leaf, Node, Series
from generator.nodes.overlay import merge, over

__all__ = ["Branch", "Leaf", "Node", "Series", "child", "locate", "merge", "over", "plain", "without"]
