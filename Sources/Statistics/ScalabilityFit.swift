#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The Universal Scalability Law, fitted to the throughput of several workers.
///
/// Capacity(N) = N / (1 + σ(N − 1) + κN(N − 1)). σ (contention) is the share of the work that only one worker can do at
/// a time, and κ (coherency) is the cost of each pair. Gunther, "Guerrilla Capacity Planning" (2007), chapter 5. With y
/// = N / Capacity(N) − 1 it is linear in both, so least squares without an intercept finds them. Neither may be
/// negative.
public struct ScalabilityFit: Hashable, Codable, Sendable {
    /// The throughput of a number of workers, relative to one.
    public struct Point: Hashable, Codable, Sendable {
        /// The number of workers.
        public let workers: Int
        /// Their throughput divided by that of one worker.
        public let capacity: Double

        /// Creates a point.
        ///
        /// - Parameters:
        ///   - workers: at least one.
        ///   - capacity: positive.
        public init(workers: Int, capacity: Double) {
            self.workers = workers
            self.capacity = capacity
        }
    }

    /// The fewest distinct worker counts for a fit.
    ///
    /// With fewer, two parameters fit anything.
    public static let fewestPoints = 4

    /// σ, 0 or more.
    public let contention: Double
    /// κ, 0 or more.
    public let coherency: Double
    /// The share of the variance that the law explains, at most 1.
    public let determination: Double

    /// Fits the law.
    ///
    /// - Parameter points: points with distinct worker counts. With fewer than ``fewestPoints``, or a capacity that
    ///   isn't positive, the result is `nil`.
    public init?(_ points: [Point]) {
        guard Set(points.map(\.workers)).count >= Self.fewestPoints,
            points.allSatisfy({ $0.workers >= 1 && $0.capacity > 0 && $0.capacity.isFinite })
        else { return nil }
        var sums = (aa: 0.0, ab: 0.0, bb: 0.0, ay: 0.0, by: 0.0)
        for point in points {
            let n = Double(point.workers)
            let (a, b, y) = (n - 1, n * (n - 1), n / point.capacity - 1)
            sums.aa += a * a
            sums.ab += a * b
            sums.bb += b * b
            sums.ay += a * y
            sums.by += b * y
        }
        let determinant = sums.aa * sums.bb - sums.ab * sums.ab
        guard determinant > 0 else { return nil }
        var contention = (sums.ay * sums.bb - sums.by * sums.ab) / determinant
        var coherency = (sums.by * sums.aa - sums.ay * sums.ab) / determinant
        if coherency < 0 {
            coherency = 0
            contention = max(0, sums.ay / sums.aa)
        } else if contention < 0 {
            contention = 0
            coherency = max(0, sums.by / sums.bb)
        }
        self.contention = contention
        self.coherency = coherency
        let mean = points.reduce(0) { $0 + $1.capacity } / Double(points.count)
        var (residual, total) = (0.0, 0.0)
        for point in points {
            let fitted = Self.capacity(point.workers, contention, coherency)
            residual += (point.capacity - fitted) * (point.capacity - fitted)
            total += (point.capacity - mean) * (point.capacity - mean)
        }
        determination = total > 0 ? 1 - residual / total : 0
    }

    /// The throughput that the law predicts, divided by that of one worker.
    ///
    /// - Parameter workers: the number of workers, at least one.
    /// - Returns: the ratio of the throughputs.
    public func capacity(_ workers: Int) -> Double {
        Self.capacity(workers, contention, coherency)
    }

    /// The number of workers beyond which adding more reduces throughput, or `nil` if there is none.
    public var peakWorkers: Double? {
        guard coherency > 0, contention < 1 else { return nil }
        return max(1, ((1 - contention) / coherency).squareRoot())
    }

    private static func capacity(_ workers: Int, _ contention: Double, _ coherency: Double) -> Double {
        let n = Double(workers)
        return n / (1 + contention * (n - 1) + coherency * n * (n - 1))
    }
}
