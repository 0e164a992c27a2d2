"""The frame, the components and the words that every workplace uses. How to use them: docs/components.md."""
