-- Postern's relations over Modoboa's tables. The panel stores addresses in lower case.
CREATE SCHEMA IF NOT EXISTS postern;

-- A domain alias is a virtual alias domain; what is not rewritten by a row of its own is looked for in its target.
CREATE OR REPLACE VIEW postern.postfix_domains AS
    SELECT CAST(name AS text) AS domain, CASE type WHEN 'relaydomain' THEN 'relay' ELSE 'mailbox' END AS class,
           CAST(NULL AS text) AS target
      FROM admin_domain
     WHERE enabled AND type IN ('domain', 'relaydomain')
    UNION ALL
    SELECT CAST(a.name AS text), 'alias', CAST(d.name AS text)
      FROM admin_domainalias a JOIN admin_domain d ON d.id = a.target_id
     WHERE a.enabled AND d.enabled;

CREATE OR REPLACE VIEW postern.postfix_mailboxes AS
    SELECT CAST(u.email AS text) AS userid, d.name || '/' || m.address || '/' AS mailbox
      FROM core_user u JOIN admin_mailbox m ON m.user_id = u.id JOIN admin_domain d ON d.id = m.domain_id
     WHERE u.is_active AND d.enabled AND NOT m.is_send_only;

-- Each mailbox has an alias to itself, each domain alias one row @alias.
CREATE OR REPLACE VIEW postern.postfix_virtual AS
    SELECT CAST(r.address AS text) AS userid, CAST(a.address AS text) AS address, a.expire_at AS valid_until
      FROM admin_alias a JOIN modoboa_admin_aliasrecipient r ON r.alias_id = a.id
     WHERE a.enabled AND (a.expire_at IS NULL OR a.expire_at > now());

-- Oneself, the addresses that the panel grants, and what is delivered to one's own mailbox.
CREATE OR REPLACE VIEW postern.postfix_senders AS
    SELECT CAST(email AS text) AS login, CAST(email AS text) AS address, CAST(NULL AS timestamptz) AS valid_until
      FROM core_user
     WHERE is_active AND email <> ''
    UNION ALL
    SELECT CAST(u.email AS text), CAST(s.address AS text), NULL
      FROM admin_senderaddress s JOIN admin_mailbox m ON m.id = s.mailbox_id JOIN core_user u ON u.id = m.user_id
     WHERE u.is_active
    UNION ALL
    SELECT CAST(u.email AS text), CAST(a.address AS text), a.expire_at
      FROM admin_alias a
           JOIN modoboa_admin_aliasrecipient r ON r.alias_id = a.id
           JOIN admin_mailbox m ON m.id = r.r_mailbox_id
           JOIN core_user u ON u.id = m.user_id
     WHERE a.enabled AND u.is_active AND a.address <> u.email AND left(a.address, 1) <> '@'
       AND (a.expire_at IS NULL OR a.expire_at > now());

-- A mailbox inside a relayed domain is delivered here.
CREATE OR REPLACE VIEW postern.postfix_transport AS
    SELECT CAST(pattern AS text) AS pattern, service || ':' || next_hop AS transport FROM transport_transport
    UNION ALL
    SELECT CAST(u.email AS text), 'lmtp:unix:private/dovecot-lmtp'
      FROM core_user u JOIN admin_mailbox m ON m.user_id = u.id JOIN admin_domain d ON d.id = m.domain_id
     WHERE d.type = 'relaydomain' AND d.enabled AND u.is_active;

CREATE OR REPLACE VIEW postern.dovecot_passdb AS
    SELECT CAST(u.email AS text) AS username, CAST(u.email AS text) AS login, CAST(u.password AS text) AS password,
           CAST('CRYPT' AS text) AS scheme, CAST('main' AS text) AS kind, CAST(NULL AS text[]) AS services,
           CASE WHEN m.is_send_only THEN ARRAY['imap', 'pop3'] END AS not_services,
           CAST(NULL AS text[]) AS allow_nets, false AS nologin, CAST(NULL AS timestamptz) AS valid_until, CAST(NULL AS text) AS label
      FROM core_user u JOIN admin_mailbox m ON m.user_id = u.id JOIN admin_domain d ON d.id = m.domain_id
     WHERE u.is_active AND d.enabled;

-- As upstream, a user that is not active still has a home. The storage root is the site's own.
CREATE OR REPLACE VIEW postern.dovecot_userdb AS
    SELECT CAST(u.email AS text) AS username, '/srv/vmail/' || d.name || '/' || m.address AS home,
           CAST(NULL AS text) AS mail, CAST(NULL AS integer) AS uid, CAST(NULL AS integer) AS gid,
           CAST(nullif(m.quota, 0) AS bigint) * 1048576 AS quota_bytes, CAST(NULL AS bigint) AS quota_messages,
           CASE WHEN m.is_send_only THEN ARRAY['imap', 'pop3', 'lmtp'] END AS not_services, u.is_active AS active
      FROM core_user u JOIN admin_mailbox m ON m.user_id = u.id JOIN admin_domain d ON d.id = m.domain_id;

-- For announcements: whose mailbox and whose destination a row is.
CREATE OR REPLACE VIEW postern.user_addresses AS
    SELECT id, CAST(email AS text) AS email FROM core_user;

CREATE OR REPLACE VIEW postern.alias_addresses AS
    SELECT id, CAST(address AS text) AS address FROM admin_alias;
