"""What the desks show, asked with a record behind the door. The pages for everyone are in queries/pages."""
