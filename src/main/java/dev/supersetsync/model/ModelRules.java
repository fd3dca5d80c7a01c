package dev.supersetsync.model;

import java.util.List;

/** What must hold for one model and its columns; for its metrics it asks {@link MetricRules}. */
final class ModelRules {

    /** How many columns, and how many metrics, a model may have. */
    static final int MOST_ENTRIES = 2_000;

    /** Superset has no room for longer ones. */
    static final int LONGEST_TABLE = 250;

    static final int LONGEST_NAME = 255;
    static final int LONGEST_LABEL = 1_024;

    private final String path;
    private final Model model;
    private final Findings findings = new Findings();

    private ModelRules(String path, Model model) {
        this.path = path;
        this.model = model;
    }

    static List<Violation> check(String path, Model model) {
        ModelRules rules = new ModelRules(path, model);
        rules.checkModel();
        rules.checkColumns(path + ".columns");
        new MetricRules(path + ".metrics", model.metrics(), rules.findings).check();
        return rules.findings.violations();
    }

    private void checkModel() {
        findings.checkName(path + ".table", model.table(), LONGEST_TABLE);
        findings.checkNotBlank(path + ".database", model.database());
        findings.checkNotBlank(path + ".catalog", model.catalog());
        findings.checkNotBlank(path + ".schema", model.schema());
        findings.checkNotBlank(path + ".sql", model.sql());
        findings.checkCount(path + ".columns", model.columns(), MOST_ENTRIES, "columns");
        findings.checkCount(path + ".metrics", model.metrics(), MOST_ENTRIES, "metrics");
        model.owners().ifDeclared(owners -> checkOwners(owners == null ? List.of() : owners));
    }

    private void checkOwners(List<String> owners) {
        for (int index = 0; index < owners.size(); index++) {
            if (owners.indexOf(owners.get(index)) < index) {
                findings.add(path + ".owners[" + index + "]", "is listed twice");
            }
        }
    }

    private void checkColumns(String columns) {
        findings.checkUnique(columns, model.columns(), ModelColumn::name, "column");
        for (int index = 0; index < model.columns().size(); index++) {
            checkColumn(columns + "[" + index + "]", model.columns().get(index));
        }
    }

    private void checkColumn(String at, ModelColumn column) {
        findings.checkName(at + ".name", column.name(), LONGEST_NAME);
        findings.checkNotBlank(at + ".type", column.type());
        findings.checkNotBlank(at + ".expression", column.expression());
        findings.checkLength(at + ".label", column.label().orElse(null), LONGEST_LABEL);
    }
}
