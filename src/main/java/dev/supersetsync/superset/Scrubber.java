package dev.supersetsync.superset;

import dev.supersetsync.settings.Secret;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Takes secrets out of texts that will be seen: the configured ones, and whatever looks like one. */
final class Scrubber {

    private static final String STARS = "***";
    private static final Pattern USER_INFO = Pattern.compile("://[^\\s/@:]*:[^\\s/]*@");
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*|\\bsst_[\\w-]+");

    /** Shorter ones are no secrets, and would turn every text into stars. */
    private static final int SHORTEST = 4;

    private final List<Pattern> secrets;

    Scrubber(Collection<Secret> secrets) {
        this.secrets = secrets.stream()
                .map(Secret::value)
                .filter(secret -> secret.length() >= SHORTEST)
                .sorted((one, other) -> other.length() - one.length())
                .map(Scrubber::asWord)
                .toList();
    }

    /** Not within a longer word: a weak password may be part of one. */
    private static Pattern asWord(String secret) {
        return Pattern.compile("(?<!\\w)" + Pattern.quote(secret) + "(?!\\w)");
    }

    String scrub(String text) {
        String clean = USER_INFO.matcher(text).replaceAll("://" + STARS + "@");
        clean = TOKEN.matcher(clean).replaceAll(STARS);
        for (Pattern secret : secrets) {
            clean = secret.matcher(clean).replaceAll(STARS);
        }
        return clean;
    }
}
