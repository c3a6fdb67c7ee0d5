"""The words that a firm's registration may use."""

NATURES = ["民营", "国有", "集体", "合资", "外资", "个体", "其他"]
