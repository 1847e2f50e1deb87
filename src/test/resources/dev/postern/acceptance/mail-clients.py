"""Logs in by Python's own mail clients: each way that they know, with a right password and with a wrong one.

Arguments: the file of the certificate that is trusted, then SERVICE=PORT for imap, imaps, pop3 and any number of smtp.
Standard input: the user and the password, a line each. Standard output: a line for each way that worked and was refused.
"""
import imaplib
import poplib
import smtplib
import ssl
import sys

certificate, *services = sys.argv[1:]
user, right = (sys.stdin.readline().rstrip("\n") for _ in range(2))
tls = ssl.create_default_context(cafile=certificate)
tls.check_hostname = False  # it is called mx.test, which is in nobody's DNS


def plain(password):
    return lambda challenge: b"\0%s\0%s" % (user.encode(), password.encode())


def login(password):
    answers = iter([user.encode(), password.encode()])
    return lambda challenge: next(answers)


IMAP = {
    "LOGIN command": lambda client, password: client.login(user, password),
    "CRAM-MD5": lambda client, password: client.login_cram_md5(user, password),
    "PLAIN": lambda client, password: client.authenticate("PLAIN", plain(password)),
    "LOGIN": lambda client, password: client.authenticate("LOGIN", login(password)),
}


def over_imap(client, how, password):
    with client:
        IMAP[how](client, password)
        client.select("INBOX")


def starttls_imap(port):
    client = imaplib.IMAP4("127.0.0.1", port)
    client.starttls(tls)
    return client


def over_pop3(client, password):
    try:
        client.user(user)
        client.pass_(password)
        client.stat()
    finally:
        client.close()


def starttls_pop3(port):
    client = poplib.POP3("127.0.0.1", port)
    client.stls(tls)
    return client


def over_smtp(port, how, password):
    with smtplib.SMTP("127.0.0.1", port) as client:
        client.starttls(context=tls)
        client.ehlo()
        client.user, client.password = user, password
        client.auth(how, getattr(client, "auth_" + how.lower().replace("-", "_")))
        client.mail(user)


def ways(service, port):
    if service in ("imap", "imaps"):
        connect = starttls_imap if service == "imap" else lambda port: imaplib.IMAP4_SSL("127.0.0.1", port, ssl_context=tls)
        for how in IMAP:
            yield how, lambda password, how=how: over_imap(connect(port), how, password)
    elif service == "pop3":
        yield "USER and PASS", lambda password: over_pop3(starttls_pop3(port), password)
    else:
        for how in ("PLAIN", "LOGIN", "CRAM-MD5"):
            yield how, lambda password, how=how: over_smtp(port, how, password)


REFUSALS = imaplib.IMAP4.error, poplib.error_proto, smtplib.SMTPAuthenticationError
for service, port in (argument.split("=") for argument in services):
    for how, attempt in ways(service, int(port)):
        attempt(right)
        try:
            attempt("not-" + right)
            sys.exit(f"{service} {how}: a wrong password was taken")
        except REFUSALS as refusal:
            if "temporar" in str(refusal).lower():
                raise
        print(service, how)
