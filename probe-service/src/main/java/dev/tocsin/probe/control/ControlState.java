package dev.tocsin.probe.control;

import dev.tocsin.contract.vantage.HeartbeatSent.Control;
import java.util.List;

/// The latest answers of the control targets. As long as one of them answers, a failed check counts as failed.
///
/// @param controls all control targets
/// @param asked the number of them that could be asked at all
public record ControlState(List<Control> controls, int asked) {

    public static final ControlState UNKNOWN = new ControlState(List.of(), 0);

    /// Without control targets that can be asked, blindness is not noticed, and results count as they are.
    public boolean blind() {
        return asked > 0 && controls.stream().noneMatch(Control::answers);
    }
}
