import JWTAdapters
import JWTConformance
import Subprocess

extension Doctor {
    /// How long a program may take to end before the suite ends it.
    private static let courtesy = Duration.seconds(1)
    private static let patience = Duration.seconds(5)

    /// Whether the end of the input is its end, and whether standard error was quiet until then.
    func checkEnding(_ patient: Case) async -> [DoctorCheck] {
        let title = "it exits with status 0 within a second of the end of input"
        let session = AdapterSession(command: command, limits: limits, observing: transcript.note)
        let questions = 16
        do throws(VerifierFault) {
            _ = try await session.profile()
            for number in 0..<questions {
                let request = AdapterRequest(verifying: number % 2 == 0 ? patient.plain : patient.forged)
                let outcome = await session.conversation.ask(request, within: patience) {
                    reply throws(ProtocolViolation) in reply
                }
                if case .fault(let fault) = outcome { throw fault }
            }
        } catch {
            session.conversation.hangUp(within: limits.grace)
            await session.ended()
            return [DoctorCheck("end", title, skipped: "it ended before: \(error)")]
        }
        let start = ContinuousClock.now
        session.conversation.hangUp(within: Self.patience)
        let fault = await session.ended()
        let duration = ContinuousClock.now - start
        let ending = DoctorCheck(
            "end",
            title,
            note: "\((duration / .seconds(1)).rounded(to: 2)) s",
            ending(fault, after: duration).map { [$0] } ?? []
        )
        return [ending, checkTalk(session.standardError, questions: questions)]
    }

    private func ending(_ fault: VerifierFault?, after duration: Duration) -> Finding? {
        let (what, change): (String, String)
        switch fault {
        case .crash(let how, _) where how == description(of: .exited(0)):
            guard duration > Self.courtesy else { return nil }
            return Finding(
                .advice,
                "It takes \((duration / .seconds(1)).rounded(to: 1)) s to exit.",
                came: "nothing for so long",
                change: "Exit at once at end of input: after a second the suite kills the program."
            )
        case .crash(let how, _):
            what = "When its input ends, \(how)."
            change = "Exit with status 0: end of input isn't an error."
        case .none:
            what = "It keeps running after end of input."
            change = "Leave the loop at end of input, and let no thread keep the process alive."
        case .some(let other):
            what = "When its input ends, it \(other)."
            change = "Write nothing more at end of input, close nothing before, and exit with status 0."
        }
        return Finding(.mustFix, what, sent: "the end of the input", came: fault?.text ?? "nothing", change: change)
    }

    private func checkTalk(_ text: String, questions: Int) -> DoctorCheck {
        let title = "standard error is quiet if nothing is wrong"
        let lines = text.split(separator: "\n")
        // A line at the start does no harm; one for each question hides the important ones.
        guard lines.count >= questions else {
            return DoctorCheck("stderr", title, note: lines.isEmpty ? nil : "\(lines.count) lines", [])
        }
        let finding = Finding(
            .advice,
            "It writes \(lines.count) lines to standard error in a conversation of \(questions) questions.",
            came: lines.last.map(String.init),
            change:
                "Log less: the suite keeps the end of standard error and shows it with a failure, and a reply has to wait "
                + "for it."
        )
        return DoctorCheck("stderr", title, [finding])
    }
}
