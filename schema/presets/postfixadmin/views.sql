-- Postern's relations over PostfixAdmin's tables. The panel stores addresses in lower case.
CREATE SCHEMA IF NOT EXISTS postern;

-- ALL is a pseudo domain of the panel. A domain that is handed on by SMTP is relayed, as with backupmx.
CREATE OR REPLACE VIEW postern.postfix_domains AS
    SELECT CAST(d.domain AS text) AS domain,
           CASE WHEN d.backupmx OR d.transport LIKE 'smtp%' OR d.transport LIKE 'relay%' THEN 'relay'
                ELSE 'mailbox' END AS class,
           CAST(a.target_domain AS text) AS target
      FROM domain d LEFT JOIN alias_domain a ON a.alias_domain = d.domain AND a.active
     WHERE d.active AND d.domain <> 'ALL';

CREATE OR REPLACE VIEW postern.postfix_mailboxes AS
    SELECT CAST(username AS text) AS userid, CAST(maildir AS text) AS mailbox FROM mailbox WHERE active;

-- Every mailbox has a row to itself, which a forwarding without a copy replaces.
CREATE OR REPLACE VIEW postern.postfix_virtual AS
    SELECT CAST(goto AS text) AS userid, CAST(address AS text) AS address, CAST(NULL AS timestamptz) AS valid_until
      FROM alias
     WHERE active;

-- Who receives an alias may send as it; upstream's own map knows the mailbox alone.
CREATE OR REPLACE VIEW postern.postfix_senders AS
    SELECT CAST(username AS text) AS login, CAST(username AS text) AS address, CAST(NULL AS timestamptz) AS valid_until
      FROM mailbox
     WHERE active
    UNION ALL
    SELECT CAST(m.username AS text), CAST(a.address AS text), NULL
      FROM alias a
           CROSS JOIN LATERAL unnest(string_to_array(a.goto, ',')) AS destination
           JOIN mailbox m ON m.username = btrim(destination)
     WHERE a.active AND m.active AND a.address <> m.username AND left(a.address, 1) <> '@';

-- The panel's word virtual stands for the class's own transport; in another value it is part of a name.
CREATE OR REPLACE VIEW postern.postfix_transport AS
    SELECT CAST(domain AS text) AS pattern,
           CASE WHEN transport IN ('virtual', 'virtual:') THEN ':' ELSE CAST(transport AS text) END AS transport
      FROM domain
     WHERE active AND domain <> 'ALL' AND transport <> '';

-- With a second factor the password itself is taken from the exception addresses only.
CREATE OR REPLACE VIEW postern.dovecot_passdb AS
    SELECT CAST(m.username AS text) AS username, CAST(m.username AS text) AS login,
           CAST(m.password AS text) AS password, CAST(NULL AS text) AS scheme, CAST('main' AS text) AS kind,
           CAST(NULL AS text[]) AS services,
           CASE WHEN NOT m.smtp_active THEN ARRAY['smtp', 'submission'] END AS not_services,
           CASE WHEN m.totp_secret <> ''
                THEN ARRAY(SELECT CAST(e.ip AS text) FROM totp_exception_address e WHERE e.username = m.username)
                END AS allow_nets,
           false AS nologin,
           CASE WHEN d.password_expiry <> 0 THEN m.password_expiry END AS valid_until, CAST(NULL AS text) AS label
      FROM mailbox m JOIN domain d ON d.domain = m.domain
     WHERE m.active AND d.active
       AND (coalesce(d.password_expiry, 0) = 0 OR m.password_expiry IS NULL OR m.password_expiry > now())
    UNION ALL
    SELECT CAST(m.username AS text), CAST(m.username AS text), CAST(p.password_hash AS text), NULL, 'app', NULL,
           CASE WHEN NOT m.smtp_active THEN ARRAY['smtp', 'submission'] END, NULL, false, NULL,
           CAST(p.description AS text)
      FROM mailbox_app_password p
           JOIN mailbox m ON m.username = p.username
           JOIN domain d ON d.domain = m.domain
     WHERE m.active AND d.active;

-- The storage root is the site's own: replace userdb.query where it is another one.
CREATE OR REPLACE VIEW postern.dovecot_userdb AS
    SELECT CAST(m.username AS text) AS username, '/var/mail/vmail/' || rtrim(m.maildir, '/') AS home,
           CAST(NULL AS text) AS mail, CAST(NULL AS integer) AS uid, CAST(NULL AS integer) AS gid,
           nullif(m.quota, 0) AS quota_bytes, CAST(NULL AS bigint) AS quota_messages,
           CAST(NULL AS text[]) AS not_services
      FROM mailbox m JOIN domain d ON d.domain = m.domain
     WHERE m.active AND d.active;
