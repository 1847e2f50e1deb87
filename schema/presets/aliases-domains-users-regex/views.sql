-- Postern's relations over aliases, domains and users with patterns. The flag enabled may have become a number or a boolean.
-- The column clear holds passwords that work, and is never read.
CREATE SCHEMA IF NOT EXISTS postern;

CREATE OR REPLACE VIEW postern.postfix_domains AS
    SELECT lower(domain) AS domain, CAST('mailbox' AS text) AS class, CAST(NULL AS text) AS target
      FROM domains
     WHERE CAST(enabled AS integer) = 1;

-- Whose pattern is set no longer receives mail under their own name, unless the pattern matches it.
CREATE OR REPLACE VIEW postern.postfix_mailboxes AS
    SELECT lower(id) AS userid, CAST(maildir AS text) AS mailbox
      FROM users
     WHERE CAST(enabled AS integer) = 1 AND regex IS NULL;

CREATE OR REPLACE VIEW postern.postfix_mailbox_patterns AS
    SELECT lower(id) AS userid, CAST(regex AS text) AS pattern, CAST(maildir AS text) AS mailbox,
           length(regex) AS specificity
      FROM users
     WHERE CAST(enabled AS integer) = 1 AND regex IS NOT NULL;

-- As MySQL's REGEXP, without regard to case. A pattern that is none matches nothing; it must not fail all other look-ups.
CREATE OR REPLACE FUNCTION postern.pattern_matches(pattern text, address text) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS
$$
BEGIN
    RETURN address ~* pattern;
EXCEPTION WHEN invalid_regular_expression THEN
    RETURN false;
END
$$;

CREATE OR REPLACE VIEW postern.postfix_virtual AS
    SELECT CAST(destination AS text) AS userid, lower(mail) AS address, CAST(NULL AS timestamptz) AS valid_until
      FROM aliases
     WHERE CAST(enabled AS integer) = 1;

-- The tutorial has no sender map: everybody sends as themselves.
CREATE OR REPLACE VIEW postern.postfix_senders AS
    SELECT lower(id) AS login, lower(id) AS address, CAST(NULL AS timestamptz) AS valid_until
      FROM users
     WHERE CAST(enabled AS integer) = 1;

CREATE OR REPLACE VIEW postern.postfix_transport AS
    SELECT lower(domain) AS pattern, CAST(transport AS text) AS transport
      FROM domains
     WHERE CAST(enabled AS integer) = 1;

CREATE OR REPLACE VIEW postern.dovecot_passdb AS
    SELECT lower(id) AS username, lower(id) AS login, CAST(crypt AS text) AS password, CAST('CRYPT' AS text) AS scheme,
           CAST('main' AS text) AS kind, CAST(NULL AS text[]) AS services, CAST(NULL AS text[]) AS not_services,
           CAST(NULL AS text[]) AS allow_nets, false AS nologin, CAST(NULL AS timestamptz) AS valid_until, CAST(NULL AS text) AS label
      FROM users
     WHERE CAST(enabled AS integer) = 1;

-- The column quota has no unit in the tutorial; a number is taken for bytes, anything else for none.
CREATE OR REPLACE VIEW postern.dovecot_userdb AS
    SELECT lower(id) AS username, home || '/' || maildir AS home, CAST(NULL AS text) AS mail, uid, gid,
           CASE WHEN quota ~ '^[0-9]{1,18}$' THEN nullif(CAST(quota AS bigint), 0) END AS quota_bytes,
           CAST(NULL AS bigint) AS quota_messages, CAST(NULL AS text[]) AS not_services
      FROM users
     WHERE CAST(enabled AS integer) = 1;
