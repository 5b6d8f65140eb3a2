package dev.tocsin.probe.control;

import dev.tocsin.contract.vantage.HeartbeatSent.Control;
import java.util.List;

/// What the control targets said last; as long as one answers, what fails has failed.
public record Sight(List<Control> controls) {

    public static final Sight UNKNOWN = new Sight(List.of());

    /// Without control targets nobody can tell, and what is seen counts.
    public boolean blind() {
        return !controls.isEmpty() && controls.stream().noneMatch(Control::answers);
    }
}
