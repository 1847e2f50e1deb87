-- user-pw, as doveadm pw -s CRAM-MD5 stores it.
UPDATE users SET password = 'dbaef902404dba5d30e18727b4ac5ce25bf674f911e32bfbe03a90cee990bb7b' WHERE userid = 'user@snorl.ax';
