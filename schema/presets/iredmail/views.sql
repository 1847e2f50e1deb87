-- Postern's relations over iRedMail's database vmail. The panel stores addresses in lower case.
CREATE SCHEMA IF NOT EXISTS postern;

CREATE OR REPLACE VIEW postern.postfix_domains AS
    SELECT CAST(domain AS text) AS domain, CASE WHEN backupmx = 1 THEN 'relay' ELSE 'mailbox' END AS class,
           CAST(NULL AS text) AS target
      FROM domain
     WHERE active = 1
    UNION ALL
    SELECT CAST(a.alias_domain AS text), 'mailbox', CAST(a.target_domain AS text)
      FROM alias_domain a JOIN domain d ON d.domain = a.target_domain
     WHERE a.active = 1 AND d.active = 1 AND d.backupmx = 0;

CREATE OR REPLACE VIEW postern.postfix_mailboxes AS
    SELECT CAST(m.username AS text) AS userid, m.storagenode || '/' || m.maildir || '/Maildir/' AS mailbox
      FROM mailbox m JOIN domain d ON d.domain = m.domain
     WHERE m.active = 1 AND m.enabledeliver = 1 AND d.active = 1;

-- Mailboxes, aliases and members of lists are rows alike. A catch-all is stored under the bare domain.
CREATE OR REPLACE VIEW postern.postfix_virtual AS
    SELECT CAST(f.forwarding AS text) AS userid, CAST(f.address AS text) AS address,
           CAST(NULL AS timestamptz) AS valid_until
      FROM forwardings f JOIN domain d ON d.domain = f.domain
     WHERE f.active = 1 AND d.active = 1 AND d.backupmx = 0 AND strpos(f.address, '@') > 0
    UNION ALL
    SELECT CAST(f.forwarding AS text), '@' || f.address, NULL
      FROM forwardings f JOIN domain d ON d.domain = f.domain
     WHERE f.active = 1 AND d.active = 1 AND d.backupmx = 0 AND strpos(f.address, '@') = 0;

-- Users may send as themselves and as their own aliases (is_alias), not as lists that they are members of.
CREATE OR REPLACE VIEW postern.postfix_senders AS
    SELECT CAST(m.username AS text) AS login, CAST(m.username AS text) AS address,
           CAST(NULL AS timestamptz) AS valid_until
      FROM mailbox m JOIN domain d ON d.domain = m.domain
     WHERE m.active = 1 AND m.enablesmtp = 1 AND d.active = 1 AND d.backupmx = 0
    UNION ALL
    SELECT CAST(m.username AS text), CAST(f.address AS text), NULL
      FROM forwardings f JOIN mailbox m ON m.username = f.forwarding
     WHERE f.active = 1 AND f.is_alias = 1 AND m.active = 1 AND m.enablesmtp = 1;

CREATE OR REPLACE VIEW postern.postfix_transport AS
    SELECT CAST(m.username AS text) AS pattern, CAST(m.transport AS text) AS transport
      FROM mailbox m JOIN domain d ON d.domain = m.domain
     WHERE m.transport <> '' AND m.active = 1 AND m.enabledeliver = 1 AND d.active = 1 AND d.backupmx = 0
    UNION ALL
    SELECT CAST(l.address AS text), CAST(l.transport AS text)
      FROM maillists l JOIN domain d ON d.domain = l.domain
     WHERE l.active = 1 AND d.active = 1
    UNION ALL
    SELECT CAST(domain AS text), CAST(transport AS text) FROM domain WHERE active = 1;

CREATE OR REPLACE VIEW postern.postfix_bcc AS
    SELECT 'sender' AS direction, CAST(username AS text) AS address, CAST(bcc_address AS text) AS bcc
      FROM sender_bcc_user WHERE active = 1
    UNION ALL
    SELECT 'sender', '@' || domain, CAST(bcc_address AS text) FROM sender_bcc_domain WHERE active = 1
    UNION ALL
    SELECT 'recipient', CAST(username AS text), CAST(bcc_address AS text) FROM recipient_bcc_user WHERE active = 1
    UNION ALL
    SELECT 'recipient', '@' || domain, CAST(bcc_address AS text) FROM recipient_bcc_domain WHERE active = 1;

CREATE OR REPLACE VIEW postern.postfix_relayhosts AS
    SELECT CAST(account AS text) AS sender, CAST(relayhost AS text) AS relayhost, CAST(NULL AS text) AS username,
           CAST(NULL AS text) AS password
      FROM sender_relayhost;

-- A service has a column each; all logins come through TLS in practice, so the columns of the secured services count.
CREATE OR REPLACE VIEW postern.dovecot_passdb AS
    SELECT CAST(m.username AS text) AS username, CAST(m.username AS text) AS login,
           CAST(m.password AS text) AS password, CAST('CRYPT' AS text) AS scheme, CAST('main' AS text) AS kind,
           array_remove(ARRAY[
               CASE WHEN m.enablesmtpsecured = 1 THEN 'smtp' END,
               CASE WHEN m.enableimapsecured = 1 THEN 'imap' END,
               CASE WHEN m.enablepop3secured = 1 THEN 'pop3' END,
               CASE WHEN m.enablemanagesievesecured = 1 THEN 'managesieve' END,
               CASE WHEN m.enablesievesecured = 1 THEN 'sieve' END,
               CASE WHEN m.enabledoveadm = 1 THEN 'doveadm' END,
               CASE WHEN m.enabledsync = 1 THEN 'dsync' END], NULL) AS services,
           CAST(NULL AS text[]) AS not_services,
           CASE WHEN m.allow_nets <> '' THEN string_to_array(replace(m.allow_nets, ' ', ''), ',') END AS allow_nets,
           false AS nologin, CAST(NULL AS timestamptz) AS valid_until, CAST(NULL AS text) AS label
      FROM mailbox m JOIN domain d ON d.domain = m.domain
     WHERE m.active = 1 AND d.active = 1 AND d.backupmx = 0;

CREATE OR REPLACE VIEW postern.dovecot_userdb AS
    SELECT CAST(m.username AS text) AS username,
           lower(m.storagebasedirectory || '/' || m.storagenode || '/' || rtrim(m.maildir, '/')) AS home,
           lower(coalesce(nullif(m.mailboxformat, ''), 'maildir')) || ':~/'
               || coalesce(nullif(m.mailboxfolder, ''), 'Maildir') AS mail,
           CAST(NULL AS integer) AS uid, CAST(NULL AS integer) AS gid,
           nullif(m.quota, 0) * 1048576 AS quota_bytes, CAST(NULL AS bigint) AS quota_messages,
           array_remove(ARRAY[
               CASE WHEN m.enablelmtp = 0 THEN 'lmtp' END,
               CASE WHEN m.enablelda = 0 THEN 'lda' END,
               CASE WHEN m.enableimapsecured = 0 THEN 'imap' END,
               CASE WHEN m.enablepop3secured = 0 THEN 'pop3' END], NULL) AS not_services
      FROM mailbox m JOIN domain d ON d.domain = m.domain
     WHERE m.active = 1 AND d.active = 1 AND d.backupmx = 0;
