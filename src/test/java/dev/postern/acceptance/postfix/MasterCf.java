package dev.postern.acceptance.postfix;

/** A master.cf with one SMTP port, and all services that handle a message. */
final class MasterCf {
    private static final String SERVICES = """
            pickup     unix       n  -  n  60   1  pickup
            cleanup    unix       n  -  n  -    0  cleanup
            qmgr       unix       n  -  n  300  1  qmgr
            rewrite    unix       -  -  n  -    -  trivial-rewrite
            bounce     unix       -  -  n  -    0  bounce
            defer      unix       -  -  n  -    0  bounce
            trace      unix       -  -  n  -    0  bounce
            verify     unix       -  -  n  -    1  verify
            flush      unix       n  -  n  1000 0  flush
            proxymap   unix       -  -  n  -    -  proxymap
            smtp       unix       -  -  n  -    -  smtp
            lmtp       unix       -  -  n  -    -  lmtp
            local      unix       -  n  n  -    -  local
            virtual    unix       -  n  n  -    -  virtual
            error      unix       -  -  n  -    -  error
            retry      unix       -  -  n  -    -  error
            discard    unix       -  -  n  -    -  discard
            tlsmgr     unix       -  -  n  1000? 1  tlsmgr
            anvil      unix       -  -  n  -    1  anvil
            scache     unix       -  -  n  -    1  scache
            showq      unix       n  -  n  -    -  showq
            postlog    unix-dgram n  -  n  -    1  postlogd
            """;

    private MasterCf() {}

    static String text(int port, boolean chrooted) {
        return "127.0.0.1:" + port + " inet n - " + (chrooted ? "y" : "n") + " - - smtpd\n" + SERVICES;
    }
}
