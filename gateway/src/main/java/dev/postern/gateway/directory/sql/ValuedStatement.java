package dev.postern.gateway.directory.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement of the operator's in which words as {@code :user} stand for values, which become parameters and never text. */
final class ValuedStatement {
    private final String sql;
    private final List<String> parameters = new ArrayList<>();

    /** @param words what stands for values, without the colon; a cast ({@code ::text}) does not */
    ValuedStatement(String statement, String... words) {
        Matcher word =
                Pattern.compile("(?<!:):(" + String.join("|", words) + ")\\b").matcher(statement);
        while (word.find()) {
            parameters.add(word.group(1));
        }
        sql = word.replaceAll("?");
    }

    /** Executes it, and says how many rows it has changed. */
    int execute(Connection connection, Map<String, String> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setString(i + 1, values.get(parameters.get(i)));
            }
            return statement.executeUpdate();
        }
    }
}
