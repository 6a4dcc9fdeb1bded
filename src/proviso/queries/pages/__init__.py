"""What the public pages ask, one module per page: frozen answers, ready to print. Nothing here knows of HTML or addresses."""
