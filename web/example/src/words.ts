// Words for what the register names by code.
export const LEVELS: Record<number, string> = {
  1: "一级/高级技师",
  2: "二级/技师",
  3: "三级/高级工",
  4: "四级/中级工",
  5: "五级/初级工",
};

export const levels = (from: number, to: number) =>
  from === to ? LEVELS[to] : `${LEVELS[from]}至${LEVELS[to]}`;

export const STATES: Record<string, string> = {
  DRAFT: "草稿",
  SUBMITTED: "已提交",
  RETURNED: "已退回",
  DECLINED: "不予受理",
  ACCEPTED: "已受理",
  IN_ASSESSMENT: "评估中",
  ASSESSED: "已评估",
  REPORTED_TO_MINISTRY: "已报部中心",
  MINISTRY_RETURNED: "部中心退回",
  FILED: "已备案",
  RECEIPT_ISSUED: "已发回执",
  WITHDRAWN: "已撤回",
  LISTED: "在册",
  IN_FORCE: "有效",
  SUSPENDED: "已暂停",
  REMOVED: "已移出",
  EXPIRED: "已到期",
};

export const state = (code: string) => STATES[code] ?? code;

export const newKey = () => crypto.randomUUID();
