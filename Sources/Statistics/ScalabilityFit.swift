#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The Universal Scalability Law, fitted to how much more several workers do than one.
///
/// Capacity(N) = N / (1 + σ(N − 1) + κN(N − 1)), where σ is the share of the work that only one can do at a time
/// (contention) and κ what each pair costs to agree (coherency). Gunther, "Guerrilla Capacity Planning" (2007), chapter 5.
/// With y = N / Capacity(N) − 1 it's linear in both, so that least squares without an intercept find them; neither may be
/// negative.
public struct ScalabilityFit: Hashable, Codable, Sendable {
    /// How much more so many workers do than one.
    public struct Point: Hashable, Codable, Sendable {
        /// How many workers.
        public let workers: Int
        /// Their throughput over that of one.
        public let capacity: Double

        /// States a point.
        ///
        /// - Parameters:
        ///   - workers: at least one.
        ///   - capacity: positive.
        public init(workers: Int, capacity: Double) {
            self.workers = workers
            self.capacity = capacity
        }
    }

    /// The fewest numbers of workers that a fit takes; with fewer, two parameters would fit anything.
    public static let fewestPoints = 4

    /// σ, from 0.
    public let contention: Double
    /// κ, from 0.
    public let coherency: Double
    /// The share of the variance of the capacities that the law explains; 1 is all of it.
    public let determination: Double

    /// Fits the law.
    ///
    /// - Parameter points: different numbers of workers, one of them 1 or taken as such; `nil` is the result for fewer than
    ///   ``fewestPoints`` or a capacity that isn't positive.
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

    /// What the law gives for so many workers, over one.
    ///
    /// - Parameter workers: at least one.
    /// - Returns: the throughput over that of one.
    public func capacity(_ workers: Int) -> Double {
        Self.capacity(workers, contention, coherency)
    }

    /// The number of workers beyond which more do less; `nil` where there is none.
    public var peakWorkers: Double? {
        guard coherency > 0, contention < 1 else { return nil }
        return max(1, ((1 - contention) / coherency).squareRoot())
    }

    private static func capacity(_ workers: Int, _ contention: Double, _ coherency: Double) -> Double {
        let n = Double(workers)
        return n / (1 + contention * (n - 1) + coherency * n * (n - 1))
    }
}
