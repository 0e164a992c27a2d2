"""The appointing person's own pages: orders, petitions to answer, conclusions to receive. One thing on a page."""
