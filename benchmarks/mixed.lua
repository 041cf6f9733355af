-- For wrk: each connection asks one address after the other of those listed in a file, and the size of
-- every answer must be one of those that are expected.  Arguments: the file of lines "SIZE PATH".
local paths, sizes, turn, threads = {}, {}, 0, {}

function setup(thread)
  thread:set("seed", #threads)
  table.insert(threads, thread)
end

function init(arguments)
  for line in io.lines(arguments[1]) do
    local size, path = line:match("^(%d+) (.+)$")
    paths[#paths + 1] = path
    sizes[tonumber(size)] = true
  end
  turn, wrong, refused = seed * 7, 0, 0
end

function request()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn])
end

function response(status, _, body)
  if status ~= 200 then
    refused = refused + 1
  elseif not sizes[#body] then
    wrong = wrong + 1
  end
end

function done(summary, latency, _)
  local wrong, refused, failed = 0, 0, summary.errors
  for _, thread in ipairs(threads) do
    wrong, refused = wrong + thread:get("wrong"), refused + thread:get("refused")
  end
  io.write(string.format(
    '\n{"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "worst": %f, "refused": %d, "wrong": %d, "failed": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    latency.max / 1e3, refused, wrong, failed.connect + failed.read + failed.write + failed.timeout))
end
