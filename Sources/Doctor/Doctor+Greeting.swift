import JWTAdapters
import JWTConformance

extension Doctor {
    /// The result of the first start.
    struct Greeting {
        let check: DoctorCheck
        /// Its profile; `nil` if the examination ends here.
        let profile: ImplementationProfile?
        /// Until the reply to hello.
        let seconds: Double
    }

    /// Starts the program and says hello.
    func greet() async -> Greeting {
        let title = "it starts and says hello"
        let start = ContinuousClock.now
        let session = AdapterSession(command: command, limits: limits, observing: transcript.note)
        let profile: ImplementationProfile
        do throws(VerifierFault) {
            profile = try await session.profile()
        } catch {
            session.conversation.hangUp(within: limits.grace)
            await session.ended()
            let finding = Finding(
                .mustFix,
                error.text,
                sent: Exchange.text(.hello),
                came: transcript.entries.last?.line ?? "nothing",
                change: helloAdvice
            )
            return Greeting(check: DoctorCheck("hello", title, [finding]), profile: nil, seconds: 0)
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        session.conversation.hangUp(within: limits.grace)
        await session.ended()
        var findings: [Finding] = []
        if seconds > 5 {
            findings.append(
                Finding(
                    .advice,
                    "It takes \(seconds.rounded(to: 1)) s to start.",
                    change: "Do less before replying to hello: the program is started again after each crash, and each "
                        + "start takes this long."
                )
            )
        }
        let note = "\(seconds.rounded(to: 2)) s"
        return Greeting(check: DoctorCheck("hello", title, note: note, findings), profile: profile, seconds: seconds)
    }

    private var helloAdvice: String {
        guard let last = transcript.entries.last else {
            return "Read a line from standard input, write the reply as one line, and flush standard output after it; "
                + "don't read ahead. Standard error may say more."
        }
        guard let value = last.value else {
            return "Write only replies to standard output, one JSON object a line; write everything else to "
                + "standard error."
        }
        let problems = replySchema.problems(of: value)
        if problems.isEmpty {
            return "Answer with the id of the message, \"protocol\": 1, and \"implementation\" with name, version and "
                + "language."
        }
        return "Correct the reply: \(problems.map(\.description).joined(separator: "; "))."
    }
}

extension Double {
    /// The number in decimals, to the given number of places.
    func rounded(to places: Int) -> String {
        var factor = 1.0
        for _ in 0..<places { factor *= 10 }
        return "\((self * factor).rounded() / factor)"
    }
}
