import CryptoPrimitives
import ReferenceJOSE
import Statistics
import StrictJSON

/// Measures where the time of the reference's verifications goes.
///
/// The parts are the reference's own code on the same tokens, called separately: base64url of payload and signature,
/// the scanner over the claims (a token's header is read once and remembered), the bare operation, and the claims'
/// policy. The policy can't be called alone: it's the difference to a verification whose policy demands nothing of the
/// same claims, both with HMAC, since next to a slow signature the difference would drown. In each round every part and
/// the whole have a slice, so that a share is a ratio of neighbours.
package struct ShareMeasurement {
    private let limit: RoundLimit
    private let sliceNanoseconds: UInt64
    private let shouldStop: () -> Bool

    /// Plans a measurement.
    package init(
        limit: RoundLimit = .rounds(31),
        sliceNanoseconds: UInt64 = BenchmarkPlan.sliceNanoseconds,
        shouldStop: @escaping () -> Bool = { false }
    ) {
        self.limit = limit
        self.sliceNanoseconds = sliceNanoseconds
        self.shouldStop = shouldStop
    }

    /// Measures an algorithm.
    ///
    /// - Parameters:
    ///   - algorithm: its name.
    ///   - key: a key of its kind.
    ///   - ringCount: how many tokens.
    /// - Returns: `nil` if it was told to stop.
    /// - Throws: ``WorkloadError`` if a token isn't valid, or the reference's own error.
    package func result(
        algorithm: String,
        key: BenchmarkKey,
        ringCount: Int = Workload.ringCount
    ) throws -> ShareResult? {
        let source = VerifiedWorkload.Source(
            implementation: ReferenceImplementation(),
            algorithm: algorithm,
            key: key,
            ringCount: ringCount
        )
        let verified = try source.verified(.usual)
        let texts = SegmentTexts(verified.workload.tokens)
        let workers: [any WorkloadWorker] =
            [
                try verified.workload.makeWorker(.verify), try verified.floor.makeWorker(.verify),
                DecodingWorker(texts),
                ScanningWorker(verified.workload.payloads),
            ] + (try Self.claimsWorkers(ringCount: ringCount))
        let calibration = BatchCalibration(target: sliceNanoseconds)
        let implementations = workers.map { worker in
            let single = SingleWorker(worker)
            let operations = single.calibrate(calibration)
            return InterleavedMeasurement.Implementation { single.slice(operations: operations) }
        }
        let readings = InterleavedMeasurement(limit: limit).readings(of: implementations, shouldStop: shouldStop)
        let failures = readings.joined().reduce(0) { $0 + $1.failures }
        guard failures == 0 else { throw WorkloadError("\(failures) operations failed while they were timed") }
        guard readings[0].count >= RoundLimit.fewest else { return nil }
        let times = readings.map { $0.map(\.nanosecondsPerOperation) }
        let claims = zip(times[4], times[5]).map { max(0, $0 - $1) }
        let parts = [("base64", times[2]), ("parsing", times[3]), ("signature", times[1]), ("claims", claims)]
        guard let whole = Sample(times[0]) else { return nil }
        return ShareResult(
            Scenario(
                implementation: source.implementation.name,
                algorithm: algorithm,
                key: key.title,
                operation: .verify,
                workers: 1
            ),
            wholeNanoseconds: whole.median,
            parts: parts.compactMap { name, times in part(name, times, of: whole, series: readings[0]) }
        )
    }

    /// A worker that verifies all, and one that asks nothing of the claims.
    private static func claimsWorkers(ringCount: Int) throws -> [any WorkloadWorker] {
        let algorithm = "HS256"
        guard let key = BenchmarkKey.key(for: algorithm) else {
            throw WorkloadError("there is no key for \(algorithm)")
        }
        let source = VerifiedWorkload.Source(
            implementation: ReferenceImplementation(),
            algorithm: algorithm,
            key: key,
            ringCount: ringCount
        )
        let workload = try source.verified(.usual).workload
        let recipe = try ReferenceRecipe(algorithm: algorithm, key: key)
        var policy = recipe.policy
        policy.issuer = nil
        policy.audience = nil
        policy.now = nil
        let undemanding = ReferenceVerifyWorker(try recipe.verifier(policy: policy).makeWorker(), workload.tokens)
        return [try workload.makeWorker(.verify), undemanding]
    }

    private func part(
        _ name: String,
        _ times: [Double],
        of whole: Sample,
        series: [SliceReading]
    ) -> ShareResult.Part? {
        guard let sample = Sample(times),
            let ratio = PairedRatio(times, over: series.map(\.nanosecondsPerOperation))
        else { return nil }
        return ShareResult.Part(name: name, nanoseconds: sample.median, share: Figures.Ratio(ratio))
    }
}

/// The parts of tokens that are decoded for each: payload and signature.
private struct SegmentTexts: Sendable {
    let payloads: Ring
    let signatures: Ring

    init(_ tokens: Ring) {
        let parts = (0..<tokens.count).map {
            tokens[$0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        }
        payloads = Ring(parts.map { $0.count == 3 ? Array($0[1]) : [] })
        signatures = Ring(parts.map { $0.count == 3 ? Array($0[2]) : [] })
    }
}

/// Decodes payloads and signatures into memory that is there.
private final class DecodingWorker: WorkloadWorker {
    private let texts: SegmentTexts
    private var payload: [UInt8] = []
    private var signature: [UInt8] = []

    init(_ texts: SegmentTexts) {
        self.texts = texts
    }

    func perform(_ positions: Range<Int>, timing durations: inout [UInt64]?) -> Int {
        Self.perform(positions, texts, &payload, &signature, &durations)
    }

    private static func perform(
        _ positions: Range<Int>,
        _ texts: SegmentTexts,
        _ payload: inout [UInt8],
        _ signature: inout [UInt8],
        _ durations: inout [UInt64]?
    ) -> Int {
        RingWalk.failures(positions, around: texts.payloads.count, timing: &durations) { index in
            let payloads = texts.payloads.octets.span.extracting(texts.payloads.range(at: index))
            let signatures = texts.signatures.octets.span.extracting(texts.signatures.range(at: index))
            return SixBitText.decode(payloads, into: &payload) != nil
                && SixBitText.decode(signatures, into: &signature) != nil
        }
    }
}

/// Scans claims.
private final class ScanningWorker: WorkloadWorker {
    private let claims: Ring
    private var outline = JSONOutline()

    init(_ claims: Ring) {
        self.claims = claims
    }

    func perform(_ positions: Range<Int>, timing durations: inout [UInt64]?) -> Int {
        Self.perform(positions, claims, &outline, &durations)
    }

    private static func perform(
        _ positions: Range<Int>,
        _ claims: Ring,
        _ outline: inout JSONOutline,
        _ durations: inout [UInt64]?
    ) -> Int {
        RingWalk.failures(positions, around: claims.count, timing: &durations) { index in
            outline.read(claims.octets.span.extracting(claims.range(at: index))) == .read
        }
    }
}
