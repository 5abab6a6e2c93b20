"""Who may come in and what they may do: one principal, one token table, one can()."""
