-- wrk: fetches the pages that are named after `--`, in turns, as a browser asks for them.
local paths, asked = {}, 0

function init(args)
  paths = args
  wrk.headers["Accept-Encoding"] = "br"
end

function request()
  asked = asked + 1
  return wrk.format("GET", paths[asked % #paths + 1])
end

function done(summary, latency)
  local e = summary.errors
  print(string.format("FIGURES %d %d %d %d %d", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
