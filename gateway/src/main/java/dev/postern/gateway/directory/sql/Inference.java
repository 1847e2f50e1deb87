package dev.postern.gateway.directory.sql;

import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The types of a query's parameters. They are sent without a type, so that PostgreSQL infers them as it would for the
 * literals that stood in their places: a text key finds nothing in a citext column, fails on an integer one, and loses
 * the index of others. Where a literal would have become text, a parameter may stay undetermined; that is learned from
 * the server's complaint and mended by a cast.
 */
final class Inference {

    /** SQLSTATE of {@code indeterminate_datatype}; its text names the parameter in every language. */
    private static final String INDETERMINATE = "42P18";

    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d{1,4})");

    private Inference() {}

    /** The query for one key. */
    static String singleSql(Lane lane) {
        QueryTemplate template = lane.query().template();
        List<String> placeholders = new ArrayList<>();
        for (int i = 0; i < template.parameterCount(); i++) {
            placeholders.add(lane.textParameters().contains(i) ? "CAST(? AS pg_catalog.text)" : "?");
        }
        return template.sql(placeholders);
    }

    /** Whether {@code failure} told something new about the parameters: then asking again is worth while. */
    static boolean learn(Lane lane, SQLException failure) {
        if (!INDETERMINATE.equals(failure.getSQLState())) {
            return false;
        }
        Matcher named = PARAMETER.matcher(String.valueOf(failure.getMessage()));
        return named.find() && lane.textParameters().add(Integer.parseInt(named.group(1)) - 1);
    }

    /** The types as the catalog names them, one for each parameter. */
    static List<String> types(Connection connection, Lane lane) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(singleSql(lane))) {
            ParameterMetaData metaData = statement.getParameterMetaData();
            List<String> types = new ArrayList<>();
            for (int i = 1; i <= lane.query().template().parameterCount(); i++) {
                types.add(metaData.getParameterTypeName(i));
            }
            return types;
        } catch (SQLException failure) {
            if (learn(lane, failure)) {
                return types(connection, lane);
            }
            throw failure;
        }
    }
}
