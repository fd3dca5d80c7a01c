package dev.supersetsync.api;

import dev.supersetsync.run.Delivery;
import dev.supersetsync.run.Page;
import dev.supersetsync.webhook.WebhookReport;
import dev.supersetsync.webhook.Webhooks;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The configured webhooks and what they were told. A caller who is limited to targets sees those of these alone. */
@RestController
class WebhookController {

    private final Webhooks webhooks;
    private final Permitted permitted;

    WebhookController(Webhooks webhooks, Permitted permitted) {
        this.webhooks = webhooks;
        this.permitted = permitted;
    }

    @GetMapping("/webhooks")
    Page<WebhookReport> webhooks(
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size) {
        List<WebhookReport> visible = webhooks.list().stream()
                .filter(webhook -> permitted.maySeeAllOf(webhook.targets()))
                .toList();
        return new Paging(page, size).of(visible, webhook -> webhook);
    }

    @GetMapping("/webhooks/{name}/deliveries")
    Page<Delivery> deliveries(
            @PathVariable String name,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size) {
        var paging = new Paging(page, size);
        check(name);
        return webhooks.deliveries(name, paging.page(), paging.size());
    }

    @PostMapping(
            path = "/webhooks/{name}/test",
            produces = {Bodies.JSON, Bodies.YAML})
    @ResponseStatus(HttpStatus.ACCEPTED)
    Delivery test(@PathVariable String name) {
        check(name);
        return webhooks.test(name).orElseThrow(() -> new Unknown("webhook", name));
    }

    private void check(String name) {
        WebhookReport webhook = webhooks.find(name).orElseThrow(() -> new Unknown("webhook", name));
        permitted.checkAllOf(webhook.targets());
    }
}
