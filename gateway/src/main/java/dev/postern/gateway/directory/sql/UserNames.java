package dev.postern.gateway.directory.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a user's name stands in the rows of an iterate query, by Dovecot's rules: {@code user} counts only as the first
 * column; else {@code username}, with {@code domain} joined to it if there is one.
 *
 * @param user a column's position, 0 for none
 * @param domain a column's position, 0 for none
 */
record UserNames(int user, int domain) {

    static UserNames of(Columns columns) {
        List<String> labels = columns.labels();
        return !labels.isEmpty() && labels.get(0).equals("user")
                ? new UserNames(1, 0)
                : new UserNames(labels.indexOf("username") + 1, labels.indexOf("domain") + 1);
    }

    boolean areReadable() {
        return user > 0;
    }

    /** The name in this row; null if it has none. */
    @Nullable
    String read(ResultSet row) throws SQLException {
        String name = user > 0 ? row.getString(user) : null;
        String realm = domain > 0 ? row.getString(domain) : null;
        return name == null || realm == null || realm.isEmpty() ? name : name + "@" + realm;
    }
}
