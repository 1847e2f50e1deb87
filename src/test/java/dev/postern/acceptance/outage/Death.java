package dev.postern.acceptance.outage;

import java.util.List;

/** How Postern ends. */
enum Death {
    /** By its administrator. */
    STOPPED("stopped or restarted") {
        @Override
        void of(FaultSite site) {
            if (site.postern().stop() != 0) {
                throw new AssertionError(site.postern().log());
            }
        }
    },

    /** Without a warning. */
    KILLED("killed -9") {
        @Override
        void of(FaultSite site) {
            site.postern().kill();
        }
    },

    /** The same while it is busy with everybody's requests. */
    KILLED_UNDER_LOAD("killed -9 under load") {
        @Override
        void of(FaultSite site) throws Exception {
            try (Rush rush = Rush.on(site.gateway, List.of("kim@snorl.ax", "nobody@snorl.ax"))) {
                rush.awaitAnswers();
                site.postern().kill();
            }
        }
    };

    private final String title;

    Death(String title) {
        this.title = title;
    }

    /** What docs/failure.md calls it. */
    String title() {
        return title;
    }

    abstract void of(FaultSite site) throws Exception;
}
