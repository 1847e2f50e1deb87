-- Postern's relations over mailcow's tables. The panel stores addresses in lower case.
-- active: 0 off, 1 on, 2 receives mail but may not log in. Plain flags may have become booleans.
CREATE SCHEMA IF NOT EXISTS postern;

CREATE OR REPLACE VIEW postern.postfix_domains AS
    SELECT CAST(domain AS text) AS domain, CASE WHEN CAST(backupmx AS integer) = 1 THEN 'relay' ELSE 'mailbox' END AS class,
           CAST(NULL AS text) AS target
      FROM domain
     WHERE CAST(active AS integer) = 1
    UNION ALL
    SELECT CAST(alias_domain AS text), 'mailbox', CAST(target_domain AS text)
      FROM alias_domain
     WHERE CAST(active AS integer) = 1;

-- Locations, things and groups are no mailboxes. The value is a mail location: only that it is there counts.
CREATE OR REPLACE VIEW postern.postfix_mailboxes AS
    SELECT CAST(username AS text) AS userid,
           coalesce(attributes ->> 'mailbox_format', 'maildir:') || mailbox_path_prefix || domain || '/' || local_part || '/'
               AS mailbox
      FROM mailbox
     WHERE active IN (1, 2) AND kind !~ 'location|thing|group';

-- In upstream's order: aliases; resources, whose mail is dropped; temporary aliases while they last.
CREATE OR REPLACE VIEW postern.postfix_virtual AS
    SELECT CAST(goto AS text) AS userid, CAST(address AS text) AS address, CAST(NULL AS timestamptz) AS valid_until
      FROM alias
     WHERE active IN (1, 2)
    UNION ALL
    SELECT 'null@localhost', CAST(m.username AS text), NULL
      FROM mailbox m
     WHERE m.active IN (1, 2) AND m.kind ~ 'location|thing|group'
       AND NOT EXISTS (SELECT FROM alias a WHERE a.address = m.username AND a.active IN (1, 2))
    UNION ALL
    SELECT CAST(s.goto AS text), CAST(s.address AS text),
           CASE WHEN CAST(s.permanent AS integer) = 0 THEN to_timestamp(s.validity) END
      FROM spamalias s
     WHERE (CAST(s.permanent AS integer) <> 0 OR to_timestamp(s.validity) > now())
       AND NOT EXISTS (SELECT FROM alias a WHERE a.address = s.address AND a.active IN (1, 2));

-- Who receives an alias may send as it where it allows that; the list of rights adds addresses, domains and * for all.
-- Where an alias allows nobody its row says -, which is nobody's login: its domain's catch-all must not own it instead.
CREATE OR REPLACE VIEW postern.postfix_senders AS
    SELECT btrim(login) AS login, CAST(a.address AS text) AS address, CAST(NULL AS timestamptz) AS valid_until
      FROM alias a CROSS JOIN LATERAL unnest(string_to_array(a.goto, ',')) AS login
     WHERE a.active = 1 AND CAST(a.sender_allowed AS integer) = 1
       AND (EXISTS (SELECT FROM domain d WHERE d.domain = a.domain AND CAST(d.active AS integer) = 1)
            OR EXISTS (SELECT FROM alias_domain x
                        WHERE x.alias_domain = a.domain AND CAST(x.active AS integer) = 1))
    UNION ALL
    SELECT '-', CAST(address AS text), NULL
      FROM alias
     WHERE active = 2 OR active = 1 AND CAST(sender_allowed AS integer) = 0
    UNION ALL
    SELECT CAST(logged_in_as AS text), CAST(send_as AS text), NULL FROM sender_acl;

CREATE OR REPLACE VIEW postern.postfix_transport AS
    SELECT CAST(destination AS text) AS pattern, 'smtp_via_transport_maps:' || nexthop AS transport
      FROM transports
     WHERE CAST(active AS integer) = 1 AND CAST(is_mx_based AS integer) = 0;

CREATE OR REPLACE VIEW postern.postfix_recipient_canonical AS
    SELECT CAST(old_dest AS text) AS address, CAST(new_dest AS text) AS result
      FROM recipient_maps
     WHERE CAST(active AS integer) = 1;

CREATE OR REPLACE VIEW postern.postfix_tls_policies AS
    SELECT CAST(dest AS text) AS destination, rtrim(policy || ' ' || coalesce(parameters, '')) AS policy
      FROM tls_policy_override
     WHERE CAST(active AS integer) = 1;

-- Whose mailbox wants TLS, or has a relay host of its own; a domain's relay host serves all others in it.
CREATE OR REPLACE VIEW postern.postfix_sender_transports AS
    SELECT CAST(a.address AS text) AS address,
           m.active = 1 AND coalesce(m.attributes ->> 'tls_enforce_out', '0') = '1' AS enforce_tls,
           CAST(coalesce(r.hostname, s.hostname) AS text) AS relayhost
      FROM alias a
           JOIN mailbox m ON m.username = a.goto
           LEFT JOIN relayhosts r ON r.id = CASE WHEN m.attributes ->> 'relayhost' ~ '^[0-9]{1,9}$'
                                                 THEN CAST(m.attributes ->> 'relayhost' AS integer) END
                                 AND CAST(r.active AS integer) = 1
           LEFT JOIN domain d ON d.domain = a.domain
           LEFT JOIN relayhosts s ON s.id = CASE WHEN CAST(d.relayhost AS text) ~ '^[0-9]{1,9}$'
                                                 THEN CAST(d.relayhost AS integer) END
                                 AND CAST(s.active AS integer) = 1
     WHERE a.active = 1 AND left(a.address, 1) <> '@'
    UNION ALL
    SELECT '@' || d.domain, false, CAST(r.hostname AS text)
      FROM domain d JOIN relayhosts r ON r.id = CASE WHEN CAST(d.relayhost AS text) ~ '^[0-9]{1,9}$'
                                                     THEN CAST(d.relayhost AS integer) END
     WHERE CAST(r.active AS integer) = 1;

CREATE OR REPLACE VIEW postern.postfix_relay_recipients AS
    SELECT '@' || domain AS address, 'OK' AS result
      FROM domain
     WHERE CAST(active AS integer) = 1 AND CAST(backupmx AS integer) = 1 AND CAST(relay_all_recipients AS integer) = 1
    UNION ALL
    SELECT CAST(a.address AS text), CAST(a.goto AS text)
      FROM alias a JOIN domain d ON d.domain = a.domain
     WHERE CAST(a.active AS integer) = 1 AND CAST(d.active AS integer) = 1 AND CAST(d.backupmx AS integer) = 1
       AND CAST(d.relay_all_recipients AS integer) = 0;

-- A service that the attributes do not name is allowed. Who is authenticated elsewhere has no password here.
CREATE OR REPLACE VIEW postern.dovecot_passdb AS
    SELECT CAST(m.username AS text) AS username, CAST(m.username AS text) AS login,
           CAST(m.password AS text) AS password, CAST(NULL AS text) AS scheme, CAST('main' AS text) AS kind,
           CAST(NULL AS text[]) AS services,
           ARRAY(SELECT replace(flag.key, '_access', '')
                   FROM jsonb_each_text(m.attributes) AS flag
                  WHERE flag.key IN ('imap_access', 'smtp_access', 'pop3_access', 'sieve_access') AND flag.value <> '1')
               AS not_services,
           CAST(NULL AS text[]) AS allow_nets, false AS nologin, CAST(NULL AS timestamptz) AS valid_until, CAST(NULL AS text) AS label
      FROM mailbox m JOIN domain d ON d.domain = m.domain
     WHERE m.active = 1 AND CAST(d.active AS integer) = 1 AND m.authsource = 'mailcow'
       AND m.kind !~ 'location|thing|group'
    UNION ALL
    SELECT CAST(p.mailbox AS text), CAST(p.mailbox AS text), CAST(p.password AS text), NULL, 'app',
           array_remove(ARRAY[
               CASE WHEN CAST(p.imap_access AS integer) = 1 THEN 'imap' END,
               CASE WHEN CAST(p.smtp_access AS integer) = 1 THEN 'smtp' END,
               CASE WHEN CAST(p.pop3_access AS integer) = 1 THEN 'pop3' END,
               CASE WHEN CAST(p.sieve_access AS integer) = 1 THEN 'sieve' END], NULL),
           NULL, NULL, false, NULL, CAST(p.name AS text)
      FROM app_passwd p JOIN mailbox m ON m.username = p.mailbox JOIN domain d ON d.domain = m.domain
     WHERE CAST(p.active AS integer) = 1 AND m.active = 1 AND CAST(d.active AS integer) = 1
       AND m.kind !~ 'location|thing|group';

CREATE OR REPLACE VIEW postern.dovecot_userdb AS
    SELECT CAST(username AS text) AS username, '/var/vmail/' || domain || '/' || local_part AS home,
           coalesce(attributes ->> 'mailbox_format', 'maildir:') || mailbox_path_prefix || domain || '/' || local_part
               || '/:VOLATILEDIR=/var/volatile/' || username || ':INDEX=/var/vmail_index/' || username AS mail,
           5000 AS uid, 5000 AS gid, CAST(nullif(quota, 0) AS bigint) AS quota_bytes,
           CAST(NULL AS bigint) AS quota_messages, CAST(NULL AS text[]) AS not_services
      FROM mailbox
     WHERE active IN (1, 2);
