package dev.supersetsync.superset;

import java.util.Optional;

/**
 * Finds out whom Superset keeps among the owners of what we write: whoever is signed in, unless it is an Admin, so that
 * nobody gives away the last right to a dataset (Superset's {@code populate_owner_list}).
 */
final class KeptOwner {

    private static final String ME = "/api/v1/me/";
    private static final String MENU = "/api/v1/menu/";
    private static final String FOR_ADMINS = "List Roles";

    private final Calls calls;
    private final Owners owners;

    KeptOwner(Calls calls, Owners owners) {
        this.calls = calls;
        this.owners = owners;
    }

    /** As documents name owners; empty if nobody is kept, or it can't be told who is signed in. */
    Optional<String> name() {
        return isAdmin() ? Optional.empty() : id().map(owners::name);
    }

    /** Before 6.0 no call tells the roles of a token's user, but all versions tell what the menu shows to it. */
    private boolean isAdmin() {
        Request request = Request.get(MENU);
        Answer answer = calls.answer(request);
        if (answer.status() == 403 || answer.status() == 404) {
            return false;
        }
        if (!answer.isSuccess()) {
            throw calls.failure(request, answer);
        }
        return answer.json()
                .filter(menu -> menu.findValuesAsString("name").contains(FOR_ADMINS))
                .isPresent();
    }

    /** An API key says nothing of itself; the call that tells needs a right that small roles lack. */
    private Optional<Integer> id() {
        return calls.userOfToken().or(this::asked);
    }

    private Optional<Integer> asked() {
        return calls.answer(Request.get(ME))
                .json()
                .map(json -> json.path("result").path("id"))
                .filter(id -> id.isInt())
                .map(id -> id.asInt());
    }
}
