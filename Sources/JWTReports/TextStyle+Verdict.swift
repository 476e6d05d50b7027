import JWTConformance
import ReportKit

extension TextStyle {
    /// Red for what lets a forgery in, makes one or ends a program, yellow for the rest that's wrong, green for a pass.
    func verdict(_ verdict: Verdict, _ text: String) -> String {
        switch verdict {
        case .bypass, .wrongPayload, .unsafe, .wrongToken, .crash, .hang: set(text, "1;31")
        case .pass: set(text, "32")
        case .skipped, .recorded: set(text, "2")
        default: set(text, "33")
        }
    }
}
