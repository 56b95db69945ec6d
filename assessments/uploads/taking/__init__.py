"""A package comes in: received, checked, stored or thrown away; its pages in the admin."""
