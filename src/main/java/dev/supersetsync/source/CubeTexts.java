package dev.supersetsync.source;

import tools.jackson.databind.JsonNode;

/**
 * Refuses texts of a data model of Cube that only Cube itself can read: templates, and SQL as it is written in
 * JavaScript.
 */
final class CubeTexts {

    private CubeTexts() {}

    static void check(Draft draft, Part part) {
        check(draft, part, "", part.text().root());
    }

    private static void check(Draft draft, Part part, String path, JsonNode node) {
        if (node.isString()) {
            checkText(draft, part, path, node.stringValue());
        }
        node.properties().forEach(member -> check(draft, part, Paths.member(path, member.getKey()), member.getValue()));
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            check(draft, part, Paths.item(path, index), node.get(index));
        }
    }

    private static void checkText(Draft draft, Part part, String path, String text) {
        if (text.contains("{{") || text.contains("{%")) {
            draft.refuse(
                    part,
                    path,
                    "is a template of Jinja, which only Cube can work out: send the model without {{ }} and {% %}");
        } else if (isSql(path) && text.contains("${")) {
            draft.refuse(part, path, "is written as in JavaScript; in YAML it is {CUBE}, without the dollar sign");
        }
    }

    private static boolean isSql(String path) {
        return path.endsWith(".sql") || path.endsWith(".sql_table");
    }
}
