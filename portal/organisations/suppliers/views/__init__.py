"""What applicants and officials see of suppliers and founding teams."""
