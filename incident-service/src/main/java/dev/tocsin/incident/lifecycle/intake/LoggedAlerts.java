package dev.tocsin.incident.lifecycle.intake;

import dev.tocsin.incident.operator.OperatorAlerts;
import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where nothing else tells operators.
@DefaultBean
@Singleton
class LoggedAlerts implements OperatorAlerts {

    private static final Logger LOG = LoggerFactory.getLogger(LoggedAlerts.class);

    @Override
    public void raise(String subject, String why) {
        LOG.error("Alert {}: {}", subject, why);
    }

    @Override
    public void clear(String subject, String why) {
        LOG.debug("No alert {}: {}", subject, why);
    }
}
