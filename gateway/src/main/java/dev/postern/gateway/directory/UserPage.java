package dev.postern.gateway.directory;

import java.util.List;

/** A part of a list of users. */
public sealed interface UserPage permits UserPage.Users, UserPage.Broken {

    /**
     * Users, in the source's order.
     *
     * @param names a thousand or so at most; empty only on the last page
     * @param last whether there are no more
     */
    record Users(List<String> names, boolean last) implements UserPage {
        /** Copies {@code names}. */
        public Users {
            names = List.copyOf(names);
        }
    }

    /** The list ends here, incomplete. */
    record Broken(Failure failure) implements UserPage {}
}
