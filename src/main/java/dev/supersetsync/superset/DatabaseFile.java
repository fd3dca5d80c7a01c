package dev.supersetsync.superset;

import dev.supersetsync.state.Database;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A database as a file of an import. Superset wants one beside the datasets, and takes nothing from it if it has the
 * database: so it never holds more than says which database it is.
 */
final class DatabaseFile {

    static final String VERSION = "1.0.0";
    static final YAMLMapper YAML = new YAMLMapper();

    private static final Pattern DIALECT = Pattern.compile("^([A-Za-z][A-Za-z0-9_+.-]*)://");

    private DatabaseFile() {}

    /** The file of an export without its secrets, whatever kind of them it has. */
    static String scrubbed(String exported) {
        JsonNode file = YAML.readTree(exported);
        return file(
                file.path("database_name").asString(""),
                file.path("uuid").asString(""),
                withoutSecrets(file.path("sqlalchemy_uri").asString("")));
    }

    /** A file for a database that is there. */
    static String of(Database database) {
        return file(database.name(), database.uuid(), "postgresql://nowhere/nothing");
    }

    private static String file(String name, String uuid, String uri) {
        return YAML.writeValueAsString(YAML.createObjectNode()
                .put("database_name", name)
                .put("sqlalchemy_uri", uri)
                .put("uuid", uuid)
                .put("version", VERSION));
    }

    /** The dialect and, where they can be told from secrets for sure, the host and what follows. */
    static String withoutSecrets(String uri) {
        Matcher dialect = DIALECT.matcher(uri);
        if (!dialect.find()) {
            return "";
        }
        String rest = uri.substring(dialect.end());
        String place = rest.split("[?;#]", 2)[0];
        // What stands before an @ may be a password, which may hold a ? that nobody escaped.
        boolean isClear = rest.lastIndexOf('@') < place.length();
        return dialect.group() + (isClear ? place.substring(place.lastIndexOf('@') + 1) : "");
    }
}
