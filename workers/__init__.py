"""What runs: the Celery application, the supervisor, the mail sink and the command line."""
