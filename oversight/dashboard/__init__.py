"""What the leading group decides by: each figure asked once for all years, told as a plot and as a table."""
