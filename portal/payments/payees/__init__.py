"""Who is paid: bank accounts, their check and their change."""
