package dev.supersetsync.job;

import dev.supersetsync.run.StorageKind;
import dev.supersetsync.state.Targets;
import org.springframework.stereotype.Component;

/**
 * Which targets this process works on: those that it is configured with. Processes that share a storage can be configured
 * otherwise, as while a target is added to them one after the other. Who has its storage alone works on any, so that runs
 * of a target that nobody has any more are refused.
 */
@Component
class TargetsHere {

    private final Targets targets;
    private final StorageKind storage;

    TargetsHere(Targets targets, StorageKind storage) {
        this.targets = targets;
        this.storage = storage;
    }

    boolean has(String target) {
        return storage == StorageKind.EMBEDDED || targets.names().contains(target);
    }
}
