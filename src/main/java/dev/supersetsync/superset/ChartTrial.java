package dev.supersetsync.superset;

import dev.supersetsync.state.Probe;
import dev.supersetsync.state.Probe.Result;
import dev.supersetsync.state.SupersetException;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tries an expression through a dataset that is there, as a chart would, in a query that reads no rows: the way without
 * the right to use SQL Lab, and for dialects whose names we do not quote.
 */
final class ChartTrial {

    /** Allowed in a saved metric, and not in one that comes with the query. */
    private static final Pattern SUB_QUERY = Pattern.compile("(?i)\\(\\s*select\\b");

    private final Calls calls;

    ChartTrial(Calls calls) {
        this.calls = calls;
    }

    Result of(Probe probe, String backend, String whyNotOtherwise) {
        if (probe.supersetId().isEmpty()
                || SUB_QUERY.matcher(probe.expression()).find()) {
            return new Result.Unknown(whyNotOtherwise);
        }
        Request request = Request.ask(
                Request.CHART_DATA, body(probe, backend, probe.supersetId().get()));
        try {
            Answer answer = calls.answer(request);
            if (answer.isSuccess()) {
                return new Result.Runs();
            }
            String said = calls.failure(request, answer).said();
            return isAboutTheExpression(answer, said) ? new Result.DoesNotRun(said) : new Result.Unknown(said);
        } catch (SupersetException e) {
            return new Result.Unknown(e.said());
        }
    }

    /** The warehouse's words come with 400, the parser's with 422. */
    private static boolean isAboutTheExpression(Answer answer, String said) {
        return (answer.status() == 400 || answer.status() == 422) && !SqlLab.isNoFaultOfTheSql(said);
    }

    private static ObjectNode body(Probe probe, String backend, int datasetId) {
        ObjectNode expression = Answer.JSON
                .createObjectNode()
                .put("expressionType", "SQL")
                .put("sqlExpression", probe.expression())
                .put("label", probe.name());
        ObjectNode body = Answer.JSON
                .createObjectNode()
                .put("result_type", "results")
                .put("result_format", "json")
                .put("force", true);
        body.putObject("datasource").put("id", datasetId).put("type", "table");
        ObjectNode query = body.putArray("queries").addObject().put("row_limit", 1);
        query.putObject("extras").put("where", "1 = 0").put("having", having(probe, backend));
        query.putArray(probe.role() == Probe.Role.METRIC ? "metrics" : "columns")
                .add(expression);
        return body;
    }

    /** As in {@link Trial}. */
    private static String having(Probe probe, String backend) {
        return probe.role() == Probe.Role.METRIC && !"sqlite".equals(backend) ? "1 = 0" : "";
    }
}
