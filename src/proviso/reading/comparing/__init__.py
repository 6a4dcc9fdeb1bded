"""Several documents side by side: statements, copies, who relies on whom, where accounts differ. Nothing is merged or averaged."""
