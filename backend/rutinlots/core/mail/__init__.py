"""How mails are written: greeting and sign-off lines, quoted history, HTML bodies. Pure rules about lines of text."""
