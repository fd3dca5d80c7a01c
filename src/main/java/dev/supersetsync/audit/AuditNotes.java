package dev.supersetsync.audit;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** What the address of a call does not say of it. Call it on the request's own thread; elsewhere nothing is noted. */
@Component
public class AuditNotes {

    static final String RUN = AuditNotes.class.getName() + ".run";
    static final String PLAN = AuditNotes.class.getName() + ".plan";
    static final String TARGET = AuditNotes.class.getName() + ".target";

    /** The call is about this run. */
    public void run(String id) {
        note(RUN, id);
    }

    /** The call is about this plan. */
    public void plan(String id) {
        note(PLAN, id);
    }

    /** The call is about this target. */
    public void target(String name) {
        note(TARGET, name);
    }

    private static void note(String what, String value) {
        Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                .ifPresent(request -> request.setAttribute(what, value, RequestAttributes.SCOPE_REQUEST));
    }
}
