package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.Failure;
import java.util.List;

/** A part of a list of users. */
public sealed interface UserPage permits UserPage.Users, UserPage.Broken {

    /**
     * Users, in the query's order.
     *
     * @param names at most {@link UserList#PAGE}; empty only on the last page
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
