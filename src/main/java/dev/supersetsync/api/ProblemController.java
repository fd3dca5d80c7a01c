package dev.supersetsync.api;

import java.net.URI;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Explains the types of problems at the addresses that are their names. */
@RestController
class ProblemController {

    @GetMapping(ProblemType.PATH + "{name}")
    Explanation problem(@PathVariable String name) {
        return ProblemType.ofSlug(name).map(Explanation::of).orElseThrow(() -> new Unknown("problem type", name));
    }

    /**
     * What a type of problem means.
     *
     * @param type its name, as in problem details
     * @param title in a few words
     * @param status that answers with it have
     * @param explanation what it means and what to do
     */
    record Explanation(URI type, String title, int status, String explanation) {

        static Explanation of(ProblemType type) {
            return new Explanation(type.uri(), type.title(), type.status().value(), type.explanation());
        }
    }
}
