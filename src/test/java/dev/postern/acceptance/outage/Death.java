package dev.postern.acceptance.outage;

import java.util.List;

/** How Postern ends. */
enum Death {
    /** By its administrator. */
    STOPPED {
        @Override
        void of(FaultSite site) {
            if (site.postern().stop() != 0) {
                throw new AssertionError(site.postern().log());
            }
        }
    },

    /** Without a warning. */
    KILLED {
        @Override
        void of(FaultSite site) {
            site.postern().kill();
        }
    },

    /** The same while it is busy with everybody's requests. */
    KILLED_UNDER_LOAD {
        @Override
        void of(FaultSite site) throws Exception {
            try (Rush rush = Rush.on(site.gateway, List.of("kim@snorl.ax", "nobody@snorl.ax"))) {
                rush.awaitAnswers();
                site.postern().kill();
            }
        }
    };

    abstract void of(FaultSite site) throws Exception;
}
