-- The columns of iRedMail's tables that its map files use, with a small site.
create table domain (domain varchar(255) primary key, transport varchar(255) not null default 'dovecot', backupmx int2 not null default 0, active int2 not null default 1);
create table alias_domain (alias_domain varchar(255) primary key, target_domain varchar(255) not null, active int2 not null default 1);
create table mailbox (username varchar(255) primary key, password varchar(255) not null default '', domain varchar(255) not null default '',
  storagebasedirectory varchar(255) not null default '', storagenode varchar(255) not null default '', maildir varchar(255) not null default '',
  mailboxformat varchar(50) not null default 'maildir', mailboxfolder varchar(50) not null default 'Maildir', quota bigint not null default 0,
  transport varchar(255) not null default '', enablesmtp int2 not null default 1, enableimap int2 not null default 1,
  enableimapsecured int2 not null default 1, enablesmtpsecured int2 not null default 1, enablepop3 int2 not null default 0,
  enabledoveadm int2 not null default 1, enablelmtp int2 not null default 1, "enablequota-status" int2 not null default 1, enabledeliver int2 not null default 1, allow_nets text, active int2 not null default 1);
create table forwardings (address varchar(255) not null, forwarding varchar(255) not null, domain varchar(255) not null default '', dest_domain varchar(255) not null default '',
  is_maillist int2 not null default 0, is_list int2 not null default 0, is_forwarding int2 not null default 0, is_alias int2 not null default 0, active int2 not null default 1, unique (address, forwarding));
create table maillists (address varchar(255) primary key, domain varchar(255) not null default '', transport varchar(255) not null default '', active int2 not null default 1);
create table recipient_bcc_domain (domain varchar(255) primary key, bcc_address varchar(255) not null, active int2 not null default 1);
create table sender_relayhost (account varchar(255) primary key, relayhost varchar(255) not null);
insert into domain (domain, transport, backupmx, active) values ('example.org', 'dovecot', 0, 1), ('relay.test', 'relay:[mx1]', 1, 1), ('off.test', 'dovecot', 0, 0);
insert into alias_domain (alias_domain, target_domain) values ('alias.test', 'example.org');
insert into mailbox (username, password, domain, storagebasedirectory, storagenode, maildir, quota, allow_nets, transport, enableimapsecured) values
  ('ann@example.org', '{PLAIN}ann', 'example.org', '/var/vmail', 'vmail1', 'example.org/a/n/n/Ann-2024/', 1024, null, '', 1),
  ('bob@example.org', '{PLAIN}bob', 'example.org', '/var/vmail', 'vmail1', 'example.org/b/o/b/bob/', 0, '192.0.2.0/24, 10.0.0.1', 'lmtp:inet:node2:24', 0),
  ('off@off.test', '{PLAIN}x', 'off.test', '/var/vmail', 'vmail1', 'off/', 0, null, '', 1);
insert into forwardings (address, forwarding, domain, dest_domain, is_forwarding, is_alias, is_list, is_maillist) values
  ('ann@example.org', 'ann@example.org', 'example.org', 'example.org', 1, 0, 0, 0), ('bob@example.org', 'bob@example.org', 'example.org', 'example.org', 1, 0, 0, 0),
  ('bob@example.org', 'bob@away.test', 'example.org', 'away.test', 1, 0, 0, 0), ('annie@example.org', 'ann@example.org', 'example.org', 'example.org', 0, 1, 0, 0),
  ('team@example.org', 'ann@example.org', 'example.org', 'example.org', 0, 0, 1, 0), ('team@example.org', 'bob@example.org', 'example.org', 'example.org', 0, 0, 1, 0),
  ('example.org', 'ann@example.org', 'example.org', 'example.org', 0, 0, 0, 0), ('list@example.org', 'list@example.org', 'example.org', 'example.org', 0, 0, 0, 1);
insert into maillists (address, domain, transport) values ('list@example.org', 'example.org', 'mlmmj:example.org/list');
insert into recipient_bcc_domain (domain, bcc_address) values ('example.org', 'archive@example.org');
insert into sender_relayhost (account, relayhost) values ('ann@example.org', '[out.test]:587'), ('@example.org', '[any.test]:587');
