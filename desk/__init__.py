"""The staff desk: pages of the admin about everything; they read and write across apps."""
