"""What a text in the CMS can be made of."""

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]
